import { datastreamOf } from 'twin-core';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { TextKey } from '../../kit/i18n/texts.ts';

const KIND = 'weather-station';
/** A value older than this says nothing about the weather now. */
const FRESH_MS = 600_000;
const WINDS: readonly TextKey[] = [
  'wall.wind.n',
  'wall.wind.ne',
  'wall.wind.e',
  'wall.wind.se',
  'wall.wind.s',
  'wall.wind.sw',
  'wall.wind.w',
  'wall.wind.nw',
];

/** Weather of the site now, by its own station; nothing where there is none. */
export function Weather() {
  const { store } = useCenter();
  const format = useFormat();
  const now = useNow();
  const station = store.state.devices.find((device) => device?.deviceKind === KIND);
  if (!station) return null;
  const value = (name: string): number => {
    const slot = datastreamOf(station, name);
    return now - (store.state.times[slot] ?? 0) < FRESH_MS ? (store.state.values[slot] ?? Number.NaN) : Number.NaN;
  };
  const quantity = (name: string) => format.quantity(store.catalogue.property(KIND, name), value(name));
  const [direction, rain] = [value('windDirDeg'), value('rainMmH')];
  const facts = [
    Number.isNaN(value('temperatureC')) ? null : quantity('temperatureC'),
    Number.isNaN(direction) || Number.isNaN(value('windSpeedMps'))
      ? null
      : `${format.text(WINDS[Math.round(direction / 45) % 8]!)} ${quantity('windSpeedMps')}`,
    rain > 0 ? `${format.text('wall.rain')} ${quantity('rainMmH')}` : null,
  ].filter((fact) => fact !== null);
  return <span data-testid="wall-weather">{facts.join(' · ')}</span>;
}
