import type { ActionResult } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';
import { TEXTS, type TextKey } from '../../../kit/i18n/texts.ts';
import type { Deed } from '../../../state/records/alarm-record.ts';
import type { Names } from '../queue/group-words.ts';

/** How a deed went so far; endedAt is null while it is under way. */
export interface Outcome {
  readonly endedAt: number | null;
  readonly ok: boolean | null;
  readonly attempts: number;
  readonly results: readonly ActionResult[];
}

/** What outlets name in place of a target when they could not even try. */
const UNTRIED = '-';

/** A text by a key made of a word of the field; the word itself where there is none. */
const wordFor = (format: Format, key: string, word: string): string =>
  key in TEXTS ? format.text(key as TextKey) : word;

/** What outlets say of a target in their own words. */
const DETAILS: readonly (readonly [told: RegExp, text: TextKey])[] = [
  [/^no answer within (?<seconds>\d+) s$/, 'detail.noAnswer'],
  [/^nobody listens for commands to it$/, 'detail.nobodyListens'],
  [/^no screen is connected$/, 'detail.noScreen'],
  [/^no camera is near$/, 'detail.noCamera'],
  [/^there is no way out for/, 'detail.noOutlet'],
  [/^no loudspeaker in its /, 'detail.noLoudspeaker'],
  [/^no receiver is set up for it$/, 'detail.noReceiver'],
  [/^nobody with a telephone number on record is on duty$/, 'detail.nobodyToCall'],
  [/^the alarm is closed already$/, 'refusal.closed'],
];

/** What an outlet said, in the interface's language where it is known. */
export function detailWords(format: Format, detail: string): string {
  for (const [told, text] of DETAILS) {
    const match = told.exec(detail);
    if (match) return format.text(text, match.groups ?? {});
  }
  return detail;
}

/** The name of a target: a device's, or a word for what is no device; '' where nothing could be tried. */
export function targetName({ store }: Pick<Names, 'store'>, format: Format, target: string): string {
  return target === UNTRIED ? '' : (store.device(target)?.name ?? wordFor(format, `target.${target}`, target));
}

/** The name of a command of a device's kind. */
export function commandLabel(
  { store }: Pick<Names, 'store'>,
  format: Format,
  device: string | undefined,
  command: string,
): string {
  const known = device === undefined ? undefined : store.device(device);
  const label = known && store.catalogue.kind(known.deviceKind)?.kind.commands?.[command]?.label;
  return label ? format.label(label) : command;
}

/** What is done, in words. device: whom an order was for. */
export function deedWords(names: Names, format: Format, deed: Deed, device?: string): string {
  const range = deed.within === undefined ? '' : wordFor(format, `range.${deed.within}`, deed.within);
  switch (deed.do) {
    case 'command': {
      const { catalogue } = names.store;
      const kinds = (deed.kinds ?? []).map((name) => catalogue.kind(name)?.kind);
      const command = kinds.map((kind) => kind?.commands?.[deed.command ?? '']?.label).find((label) => label);
      const labels = kinds.flatMap((kind) => (kind ? format.label(kind.label) : []));
      const to = deed.within === 'device' ? range : [range, labels.join(' / ')].filter(Boolean).join(' ');
      return [command ? format.label(command) : (deed.command ?? ''), to].filter(Boolean).join(' · ');
    }
    case 'order': {
      const to = device === undefined ? '' : targetName(names, format, device);
      return [commandLabel(names, format, device, deed.command ?? ''), to].filter(Boolean).join(' \u00b7 ');
    }
    case 'broadcast': {
      const { level: name = '' } = deed;
      const level = wordFor(format, `level.${name}`, name);
      const text = deed.text ? format.label(deed.text) : '';
      return [format.text('actions.broadcast', { level, text }), range].filter(Boolean).join(' · ');
    }
    default:
      return wordFor(format, `actions.${deed.do}`, deed.do);
  }
}

/** How it went, in words: under way, done, or failed and why. now: for the time it ended; null leaves that out. */
export function outcomeWords(format: Format, { endedAt, ok, attempts, results }: Outcome, now: number | null): string {
  if (endedAt === null) return format.text('result.underWay');
  const detail = results.find((result) => !result.ok)?.detail;
  const told = ok
    ? format.text(results.length > 0 ? 'result.ok' : 'result.nothing')
    : detail
      ? format.text('result.failedWhy', { detail: detailWords(format, detail) })
      : format.text('result.failed');
  const tries = attempts > 1 ? format.text('result.attempts', { count: attempts }) : '';
  return [told, tries, now === null ? '' : format.moment(endedAt, now)].filter(Boolean).join(' · ');
}
