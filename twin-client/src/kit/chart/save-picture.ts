/** What of an element's look a picture file must say itself: it has no style sheet. */
const LOOKS = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity', 'font-size'] as const;
/** Pixels of the picture for one of the drawing's units. */
const SCALE = 3;
/** Height of the line of text above the drawing, in its units, and the size of its letters. */
const TITLE_HEIGHT = 22;
const TITLE_SIZE = 12;

/** Saves a drawing as PNG, with a title above it and the page's ground behind it. Rejects with an Error where the browser cannot draw it. */
export async function savePicture(svg: SVGSVGElement, name: string, title: string): Promise<void> {
  const { width, height } = svg.viewBox.baseVal;
  const style = getComputedStyle(svg);
  const ground = style.getPropertyValue('--panel').trim() || 'white';
  const ink = style.getPropertyValue('--text').trim() || 'black';
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg, width, height))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = (height + TITLE_HEIGHT) * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser offers no canvas to draw on');
  context.scale(SCALE, SCALE);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height + TITLE_HEIGHT);
  context.fillStyle = ink;
  context.font = `${TITLE_SIZE}px ${style.fontFamily}`;
  context.textBaseline = 'middle';
  context.fillText(title, 6, TITLE_HEIGHT / 2, width - 12);
  context.drawImage(image, 0, TITLE_HEIGHT, width, height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = name;
  link.click();
}

/** The drawing as a document of its own, each element with the look it has on the page. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  for (const [i, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const look = getComputedStyle(originals[i]!);
    // As attributes: a style attribute is refused by the page's content security policy.
    for (const key of LOOKS) element.setAttribute(key, look.getPropertyValue(key));
    element.removeAttribute('class');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width * SCALE));
  copy.setAttribute('height', String(height * SCALE));
  copy.setAttribute('font-family', getComputedStyle(svg).fontFamily);
  return new XMLSerializer().serializeToString(copy);
}
