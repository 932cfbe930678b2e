import { ImageryServer } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { tileUrlOf } from './tile-url.ts';

const server = (given: object) => ImageryServer.parse({ name: { zh: '影像', en: 'Imagery' }, ...given });

describe('6.4.1-9 addresses of tiles', () => {
  test.each([
    ['XYZ', { scheme: 'xyz', url: 'https://a.example/{z}/{x}/{y}.png?k=1' }, 'https://a.example/3/5/2.png?k=1'],
    [
      'TMS counts rows from the south',
      { scheme: 'tms', url: 'https://a.example/{z}/{x}/{y}.png' },
      'https://a.example/3/5/5.png',
    ],
    ['-y in any scheme', { scheme: 'xyz', url: 'https://a.example/{z}/{x}/{-y}' }, 'https://a.example/3/5/5'],
    [
      'subdomains',
      { scheme: 'xyz', url: 'https://t{s}.example/{z}/{x}/{y}', subdomains: '0123' },
      'https://t3.example/3/5/2',
    ],
    [
      'WMTS by path',
      { scheme: 'wmts', url: 'https://a.example/img/{TileMatrix}/{TileRow}/{TileCol}.jpg' },
      'https://a.example/img/3/2/5.jpg',
    ],
    [
      'WMTS by keys',
      {
        scheme: 'wmts',
        url: 'https://a.example/wmts?tk=1&layer=x',
        wmts: { layer: 'img', matrixSet: 'w', format: 'tiles' },
      },
      'https://a.example/wmts?tk=1&SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=img&STYLE=default&FORMAT=tiles&TILEMATRIXSET=w&TILEMATRIX=3&TILEROW=2&TILECOL=5',
    ],
    [
      "Baidu's rows go below zero",
      { scheme: 'tms', url: 'https://a.example/{z}/{x}/{y}', tiling: 'baidu' },
      'https://a.example/3/5/-3',
    ],
  ])('%s', (_, given, expected) => {
    expect(tileUrlOf(server(given))(3, 5, 2).href).toBe(expected);
  });

  test.each([
    [{ scheme: 'xyz', url: 'https://a.example/{z}/{x}.png' }, /expected \{y\}/],
    [{ scheme: 'xyz', url: 'https://a.example/wms' }, /expected \{z\}/],
    [{ scheme: 'xyz', url: 'https://t{s}.example/{z}/{x}/{y}' }, /subdomains: expected where/],
  ])('%j names no tile', (given, reason) => {
    expect(() => tileUrlOf(server(given))).toThrow(reason);
  });
});
