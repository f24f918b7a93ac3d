from backfile.ingest.lifecycle.chain import Chain, State


def chains(postings, now):
    by = {}
    for p in postings:
        by.setdefault(p.id, []).append(p)
    out = []
    for g in by.values():
        g.sort(key=lambda p: (p.version, p.date, p.rank, p.text))
        out.append(Chain(tuple(g), State.USABLE, g[-1]))
    return out
