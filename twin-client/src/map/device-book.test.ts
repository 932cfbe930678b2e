import { describe, expect, test } from 'vitest';
import type { DeviceMarker } from '../state/marker.ts';
import { WALL_DARK } from '../state/palette.ts';
import { detailAt, INDOORS_FROM, SYMBOLS_FROM } from './detail.ts';
import { DeviceBook } from './device-book.ts';

const FAR = 16.5;
const far = detailAt(FAR);
const ALARM = { state: 'alarm', priority: 1, acknowledged: false } as const;

function marker(code: string, building: string | null, over: Partial<DeviceMarker> = {}): DeviceMarker {
  return {
    code,
    name: code,
    building,
    storey: building && '17F',
    location: { longitude: 112.55, latitude: 37.87, height: 780 },
    symbol: 'M0 0h24v24H0z',
    place: code,
    state: 'normal',
    priority: null,
    acknowledged: true,
    ...over,
  };
}

/** Codes of the devices that are dots of their own. */
const dotsOf = (book: DeviceBook, markers: readonly DeviceMarker[], zoom: number) =>
  markers.filter((one) => book.isDot(one, detailAt(zoom))).map(({ code }) => code);

function bookOf(...markers: DeviceMarker[]): DeviceBook {
  const book = new DeviceBook(WALL_DARK);
  book.replace(markers);
  return book;
}

describe('DeviceBook', () => {
  test('from afar the calm devices of a building are one number, outdoors they are dots', () => {
    const markers = [marker('a', 'B01'), marker('b', 'B01'), marker('c', 'B02'), marker('d', null)];
    const book = bookOf(...markers);
    expect([...book.calmIndoors()]).toEqual([
      ['B01', 2],
      ['B02', 1],
    ]);
    expect(dotsOf(book, markers, FAR)).toEqual(['d']);
    expect(book.symbols(FAR, far)).toEqual([]);
  });

  test('a device that asks for attention is a symbol at every zoom and leaves the number', () => {
    const book = bookOf(marker('a', 'B01'), marker('b', 'B01'));
    expect(book.update('b', ALARM)).toBe(true);
    expect(book.calmIndoors().get('B01')).toBe(1);
    expect(book.symbols(FAR, far).map((symbol) => symbol.marker.code)).toEqual(['b']);
  });

  test('from near, devices indoors are dots and devices outdoors symbols', () => {
    const markers = [marker('a', 'B01'), marker('d', null)];
    const book = bookOf(...markers);
    expect(dotsOf(book, markers, INDOORS_FROM)).toEqual(['a']);
    expect(book.symbols(SYMBOLS_FROM, detailAt(SYMBOLS_FROM)).map((symbol) => symbol.marker.code)).toEqual(['d']);
  });

  test('at one place the worst is drawn and tells how many ask for attention; the selected one lies above it', () => {
    const book = bookOf(
      marker('fault', 'B01', { state: 'fault', priority: 3 }),
      marker('alarm', 'B01', ALARM),
      marker('offline', 'B01', { state: 'offline' }),
    );
    expect(book.symbols(FAR, far)).toMatchObject([{ marker: { code: 'alarm' }, abnormal: 3 }]);
    book.select('offline');
    expect(book.symbols(FAR, far)).toMatchObject([{ marker: { code: 'offline' }, abnormal: 3 }]);
  });

  test('4: on the plan of a storey its devices are symbols, other storeys are left out, but an alarm never is', () => {
    const markers = [
      marker('here', 'B01'),
      marker('above', 'B01', { storey: '18F' }),
      marker('broken', 'B01', { storey: '3F', state: 'fault', priority: 3 }),
      marker('burning', 'B01', {
        storey: '9F',
        location: { longitude: 112.56, latitude: 37.87, height: 780 },
        ...ALARM,
      }),
    ];
    const book = bookOf(...markers);
    book.limit({ building: 'B01', storey: '17F' });
    const near = detailAt(INDOORS_FROM);
    expect(book.symbols(INDOORS_FROM, near).map((symbol) => symbol.marker.code)).toEqual(['burning', 'here']);
    expect(dotsOf(book, markers, INDOORS_FROM)).toEqual([]);
    expect(book.indoors.length).toBe(0);
    book.limit(null);
    expect(dotsOf(book, markers, INDOORS_FROM)).toEqual(['here', 'above']);
  });

  test('4: what moves is a symbol from afar, and where it was last', () => {
    const book = bookOf(marker('guard', null, { moving: true }));
    expect(book.outdoors.length).toBe(0);
    const to = { longitude: 112.551, latitude: 37.871, height: 780 };
    expect([book.move('guard', to), book.move('guard', to), book.move('nobody', to)]).toEqual([true, false, false]);
    expect(book.symbols(FAR, far).map((symbol) => symbol.marker.location)).toEqual([to]);
  });

  test('a condition that says the same again changes nothing', () => {
    const book = bookOf(marker('a', null, ALARM));
    expect(book.update('a', { ...ALARM })).toBe(false);
    expect(book.update('unknown', ALARM)).toBe(false);
  });
});
