/** Namespace of the elements of an SVG picture. */
export const SVG = 'http://www.w3.org/2000/svg';

/** An SVG picture that fills `container` and lets the pointer through; `testid` names it on the page. Its owner removes it. */
export function svgOver(container: HTMLElement, testid?: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  if (testid !== undefined) svg.dataset.testid = testid;
  Object.assign(svg.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', pointerEvents: 'none' });
  container.append(svg);
  return svg;
}

/** Adds an element with these attributes. */
export function addSvg(
  parent: SVGElement,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return parent.appendChild(element);
}
