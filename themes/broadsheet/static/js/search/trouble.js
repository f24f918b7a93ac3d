/** What can go wrong between the reader and the files, each with what to tell the reader. */

const MESSAGES = {
  disk: "Search needs a web server, and this page was opened from a disk. Put the site on a server, or browse it.",
  browser: "This browser is too old for search. A newer one will do; the pages can be browsed with any.",
  network: "The search index could not be loaded. Are you offline? The index is on the server and needs a connection.",
  missing: "A part of the search index is missing on the server. The site may just be being updated: try again in a minute.",
  damaged: "A part of the search index arrived damaged, so that its answers could not be trusted. Try again.",
  updated: "The archive has been updated since you opened this page. Reload the page to search it.",
  bug: "Search has failed. Reload the page to try again.",
};

export class Trouble extends Error {
  /** `kind`: a key of MESSAGES; `file`: the address that it is about. */
  constructor(kind, file = "") {
    super(MESSAGES[kind] + (file ? ` (${file})` : ""));
    this.kind = kind;
    this.file = file;
  }

  /** The words for the reader, without the file. */
  get advice() {
    return MESSAGES[this.kind];
  }

  /** Any error as a Trouble; an AbortError stays what it is. */
  static of(error) {
    if (error instanceof Trouble || error?.name === "AbortError") return error;
    console.error(error);
    return new Trouble("bug");
  }
}
