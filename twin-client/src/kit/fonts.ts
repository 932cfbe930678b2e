import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/500.css';
import '@fontsource/noto-sans-sc/600.css';

/** The family that DOM and canvas text share: a bare machine has no Chinese font of its own. */
const FONT_FAMILY = '"Noto Sans SC"';

/** Loads the glyphs of a text in the weights canvases draw with: a canvas does not wait for a font by itself. */
export async function loadFonts(text: string): Promise<void> {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px ${FONT_FAMILY}`, text)));
}
