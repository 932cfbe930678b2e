import { Problem } from '../state/problem.ts';
import type { Format } from './i18n/format.ts';
import type { TextKey } from './i18n/texts.ts';

const BY_STATUS: Readonly<Record<number, TextKey>> = {
  0: 'problem.unreachable',
  400: 'problem.invalid',
  401: 'problem.signedOut',
  403: 'problem.forbidden',
  404: 'problem.notFound',
  409: 'problem.conflict',
  413: 'problem.tooLarge',
  429: 'problem.tooMany',
  503: 'problem.unavailable',
};

/** What went wrong, in the interface's language, with the server's own words where it gave some. */
export function problemText(format: Format, cause: unknown): string {
  if (!(cause instanceof Problem)) return format.text('problem.other');
  const told = format.text(BY_STATUS[cause.status] ?? 'problem.other');
  return cause.detail && format.locale === 'en' ? `${told}: ${cause.detail}` : told;
}
