import { describe, expect, test } from 'vitest';
import { NEW_IMAGERY, readImagery } from './imagery-draft.ts';

const XYZ = { ...NEW_IMAGERY, code: 'air', name: '航拍', url: 'http://10.0.0.7/air/{z}/{x}/{y}.jpg' };

describe('6.4.1-9 pictures of another server are declared as a layer', () => {
  test('tiles by a template, with datum and rights', () => {
    expect(readImagery({ ...XYZ, datum: 'gcj02', rights: ' © 测绘院 ', maxZoom: '20' })).toMatchObject({
      server: {
        name: { zh: '航拍', en: '航拍' },
        scheme: 'xyz',
        datum: 'gcj02',
        rights: '© 测绘院',
        maxZoom: 20,
        group: 'base',
      },
    });
  });

  test('a WMTS by its service address, layer and matrix set', () => {
    const wmts = { ...XYZ, scheme: 'wmts', url: 'https://tiles.example/wmts', wmtsLayer: 'img' } as const;
    expect(readImagery(wmts)).toEqual({ fault: 'matrixSet' });
    expect(readImagery({ ...wmts, matrixSet: 'w' })).toMatchObject({
      server: { wmts: { layer: 'img', matrixSet: 'w', style: 'default' } },
    });
  });

  test.each([
    [{ code: 'a b' }, 'code'],
    [{ url: '' }, 'url'],
    [{ url: 'ftp://host/{z}/{x}/{y}' }, 'url'],
    [{ url: 'http://host/tiles' }, 'url'],
    [{ url: 'http://host/{z}/{x}' }, 'url'],
    [{ maxZoom: '' }, 'maxZoom'],
    [{ maxZoom: '40' }, 'maxZoom'],
  ])('%j is refused at %s before it is sent', (wrong, fault) => {
    expect(readImagery({ ...XYZ, ...wrong })).toEqual({ fault });
  });
});
