import { WebglUnavailable } from '../state/webgl-unavailable.ts';

/** Names that software renderers give themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

/** Looks at the graphics of this browser: whether it draws without a graphics card. Throws WebglUnavailable. */
export function probeGraphics(): { readonly software: boolean } {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) throw new WebglUnavailable();
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  // A probe that keeps its context counts against the browser's limit of live contexts.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return { software: SOFTWARE.test(renderer) };
}
