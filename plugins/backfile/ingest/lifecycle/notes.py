def settled(story):
    return story
