import type { Format } from '../../kit/i18n/format.ts';
import type { TextKey } from '../../kit/i18n/texts.ts';

/** What the server says of a field in its own words. */
const REASONS: readonly (readonly [told: RegExp, text: TextKey])[] = [
  [/^this alarm has no limit$/, 'fault.noLimit'],
  [/^this alarm watches no value$/, 'fault.noValue'],
  [/^Too small: expected \w+ to be >=(?<least>\S+)$/, 'fault.tooSmall'],
  [/^Too big: expected \w+ to be <=(?<most>\S+)$/, 'fault.tooBig'],
  [/^Too small: expected string to have >=1 characters$/, 'fault.missing'],
  [/^Too big: expected string to have <=(?<most>\d+) characters$/, 'fault.tooLong'],
  [/^Too small: expected array to have >=1 items$/, 'fault.noneChosen'],
  [/^Too big: expected array to have <=(?<most>\d+) items$/, 'fault.tooMany'],
  [/^Invalid input: expected int/, 'fault.notWhole'],
  [/^Invalid input: expected number/, 'fault.notNumber'],
  [/^Invalid input: expected string/, 'fault.missing'],
  [/^Invalid email address$/, 'fault.notMail'],
  [/^expected (hours and minutes|a time of day)/, 'fault.notTime'],
  [/^expected an address that starts with https?/, 'fault.notAddress'],
  [/^expected at least (?<least>\d+) characters$/, 'fault.tooShort'],
  [/^(?<host>\S+) is not among the servers that TWIN_NOTIFY_HOSTS allows$/, 'fault.notAllowed'],
  [/^no loudspeaker in /, 'fault.noLoudspeaker'],
  [/^there is no file /, 'fault.noFile'],
];

/** A fault of a field in the interface's language; the server's own words where they are not known here. */
export function faultWords(format: Format, reason: string): string {
  for (const [told, text] of REASONS) {
    const match = told.exec(reason);
    if (match) return format.text(text, match.groups ?? {});
  }
  return reason;
}
