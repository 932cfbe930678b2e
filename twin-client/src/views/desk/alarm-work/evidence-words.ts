import type { Alarm, Catalogue } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';

/** Figures with a phrase of their own, and words of devices that are told in the reader's language. */
const FIGURES = [
  'cause',
  'object',
  'brokenMs',
  'peakV',
  'durationUs',
  'limitC',
  'limitW',
  'minutes',
  'plateNumber',
  'part',
  'place',
  'peopleCount',
  'densityPerM2',
] as const;
const WORDS = ['touch', 'beam', 'person', 'animal', 'vehicle', 'relay', 'lift', 'hall'] as const;
const FACTS = ['voicePrompted', 'liftHeld'] as const;
/** Pictures that came with the event itself: one from elsewhere would be a request that leaves the site. */
const PICTURE = /^data:image\/(?:png|jpeg|webp|svg\+xml)[;,]/;
const isOneOf = <T extends string>(all: readonly T[], one: string): one is T => all.includes(one as T);

/** Longer than this is no word: pictures and tokens are shown elsewhere or not at all. */
const WORD_LENGTH = 40;

/** What the detector reported with the event, each in words: figures by the device's own declaration, the rest as known; `trackPx` as its extent. */
export function evidenceWords(
  catalogue: Catalogue,
  format: Format,
  { data }: Pick<Alarm, 'data'>,
  deviceKind: string,
): string[] {
  if (!data) return [];
  const { storeyEstimate, storeySigma, trackPx, confidence, ...rest } = data;
  const told: string[] = [];
  if (typeof storeyEstimate === 'number') {
    const sigma = typeof storeySigma === 'number' ? format.number(storeySigma) : '?';
    told.push(format.text('reported.storey', { storey: format.number(storeyEstimate), sigma }));
  }
  if (Array.isArray(trackPx) && trackPx.length > 1) {
    const [from, to] = [Number(trackPx[0]?.[0]), Number(trackPx.at(-1)?.[0])];
    if (Number.isFinite(to - from))
      told.push(format.text('reported.track', { count: trackPx.length, seconds: (to - from).toFixed(1) }));
  }
  if (typeof confidence === 'number')
    told.push(format.text('reported.confidence', { percent: `${Math.round(confidence * 100)}%` }));
  for (const [key, value] of Object.entries(rest)) {
    if (value === true && isOneOf(FACTS, key)) told.push(format.text(`reported.${key}`));
    if (typeof value !== 'number' && typeof value !== 'string') continue;
    const property = catalogue.property(deviceKind, key);
    if (typeof value === 'number' && property)
      told.push(`${format.label(property.label)} ${format.quantity(property, value)}`);
    else if (isOneOf(FIGURES, key) && String(value).length <= WORD_LENGTH)
      told.push(format.text(`reported.${key}`, { value: wordOf(format, value) }));
  }
  return told;
}

function wordOf(format: Format, value: string | number): string {
  if (typeof value === 'number') return format.number(value);
  return isOneOf(WORDS, value) ? format.text(`reported.word.${value}`) : value;
}

/** The picture that a detector sent with its event (`snapshot`, a data URL); null where it sent none that can be shown. */
export function evidencePicture({ data }: Pick<Alarm, 'data'>): string | null {
  const snapshot = data?.snapshot;
  return typeof snapshot === 'string' && PICTURE.test(snapshot) ? snapshot : null;
}
