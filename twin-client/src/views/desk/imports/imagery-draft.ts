import { ImageryServer } from 'twin-core';
import { isLayerCode } from './geo-draft.ts';

/** Pictures of another server as they are typed. */
export interface ImageryDraft {
  readonly code: string;
  readonly name: string;
  readonly scheme: ImageryServer['scheme'];
  readonly url: string;
  readonly datum: ImageryServer['datum'];
  readonly rights: string;
  readonly maxZoom: string;
  /** Of a WMTS whose address is the service's own: its layer and matrix set. */
  readonly wmtsLayer: string;
  readonly matrixSet: string;
}

export const NEW_IMAGERY: ImageryDraft = {
  code: 'imagery',
  name: '',
  scheme: 'xyz',
  url: '',
  datum: 'wgs84',
  rights: '',
  maxZoom: '18',
  wmtsLayer: '',
  matrixSet: '',
};

/** What an address of a tile has: its zoom, column and row, in our words or a WMTS's own. */
const TILE_PARTS = [/\{(z|tilematrix)\}/i, /\{(x|tilecol)\}/i, /\{(-?y|tilerow)\}/i];

/** What is typed as the server wants it, or the field that is wrong. */
export function readImagery(
  draft: ImageryDraft,
): { readonly server: ImageryServer } | { readonly fault: ImageryFault } {
  const { code, name, scheme, url, datum, rights, maxZoom, wmtsLayer, matrixSet } = draft;
  if (!isLayerCode(code)) return { fault: 'code' };
  const isService = scheme === 'wmts' && wmtsLayer.trim() !== '';
  if (isService && matrixSet.trim() === '') return { fault: 'matrixSet' };
  const asked = ImageryServer.safeParse({
    name: { zh: name.trim() || code, en: name.trim() || code },
    scheme,
    url: url.trim(),
    datum,
    rights: rights.trim() || null,
    maxZoom: maxZoom.trim() === '' ? Number.NaN : Number(maxZoom),
    ...(isService && { wmts: { layer: wmtsLayer.trim(), matrixSet: matrixSet.trim() } }),
  });
  if (asked.success) {
    const { url } = asked.data;
    return isService || TILE_PARTS.every((part) => part.test(url)) ? { server: asked.data } : { fault: 'url' };
  }
  return { fault: asked.error.issues[0]?.path[0] === 'maxZoom' ? 'maxZoom' : 'url' };
}

export type ImageryFault = 'code' | 'url' | 'maxZoom' | 'matrixSet';
