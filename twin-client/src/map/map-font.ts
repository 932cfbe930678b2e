/** How deck.gl makes the pictures of the map's letters. */
export const MAP_FONT = {
  fontFamily: '"Noto Sans SC", sans-serif',
  // Glyphs are painted at twice their size: one step down the mipmap is sharp, and so is a screen of two pixels to one.
  fontSettings: { fontSize: 28, buffer: 4 },
  characterSet: 'auto',
} as const;
