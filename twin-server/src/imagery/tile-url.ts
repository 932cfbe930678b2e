import type { ImageryServer } from 'twin-core';
import { InputError } from '../problem.ts';

type Template = Pick<ImageryServer, 'scheme' | 'url' | 'subdomains' | 'wmts' | 'tiling'>;

/** Placeholders that stand for zoom, column and row, in lower case. */
const ZOOMS = ['{z}', '{tilematrix}'];
const COLUMNS = ['{x}', '{tilecol}'];
const ROWS = ['{y}', '{-y}', '{tilerow}'];

/** A way from a tile to its address on a server; rows are counted from the north. Throws InputError for a template that lacks a part. */
export function tileUrlOf(server: Template): (zoom: number, x: number, y: number) => URL {
  const template = server.wmts ? wmtsTemplate(server.url, server.wmts) : server.url;
  const lower = template.toLowerCase();
  for (const names of [ZOOMS, COLUMNS, ROWS])
    if (!names.some((name) => lower.includes(name)))
      throw new InputError(`expected ${names.join(' or ')} in the address of a tile`, { place: 'url' });
  if (lower.includes('{s}') && !server.subdomains)
    throw new InputError('expected where the address has {s}', { place: 'subdomains' });
  const hosts = server.subdomains ?? '';
  return (zoom, x, y) => {
    const flipped = (server.tiling === 'baidu' ? 0 : 2 ** zoom) - 1 - y;
    const values: Readonly<Record<string, string>> = {
      z: String(zoom),
      tilematrix: String(zoom),
      x: String(x),
      tilecol: String(x),
      y: String(server.scheme === 'tms' ? flipped : y),
      tilerow: String(y),
      '-y': String(flipped),
      s: hosts[(((x + y) % hosts.length) + hosts.length) % hosts.length] ?? '',
    };
    return new URL(template.replace(/\{([a-z-]+)\}/gi, (whole, name: string) => values[name.toLowerCase()] ?? whole));
  };
}

/** The key-value address of GetTile (OGC 07-057r7, 8.2) of a service's own address. */
function wmtsTemplate(url: string, { layer, style, matrixSet, format }: NonNullable<Template['wmts']>): string {
  const service = new URL(url);
  const named = new Set(['service', 'request', 'version', 'layer', 'style', 'tilematrixset', 'format']);
  for (const name of [...service.searchParams.keys()])
    if (named.has(name.toLowerCase())) service.searchParams.delete(name);
  const asked = { SERVICE: 'WMTS', REQUEST: 'GetTile', VERSION: '1.0.0', LAYER: layer, STYLE: style, FORMAT: format };
  for (const [name, value] of Object.entries({ ...asked, TILEMATRIXSET: matrixSet }))
    service.searchParams.set(name, value);
  const mark = service.search === '' ? '?' : '&';
  return `${service.href}${mark}TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}`;
}
