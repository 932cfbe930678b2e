import type { VerticalDatum } from 'twin-core/crs';
import { Signal } from '../state/signal.ts';
import { HEIGHT_DATUMS, SHOWN_SYSTEMS, type ShownSystem } from './coordinates/write-place.ts';
import type { Locale } from './i18n/locale.ts';
import type { ThemeName } from './theme/tokens.ts';

/** What a person set for this browser. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: ThemeName;
  /** Whether an idle desk flies to a new alarm by itself. */
  readonly autoFly: boolean;
  /** What coordinates are written in, and what heights are counted from. */
  readonly system: ShownSystem;
  readonly heights: VerticalDatum;
}

const KEY = 'twin.preferences';
const DEFAULTS: Preferences = {
  locale: 'zh',
  theme: 'wall-dark',
  autoFly: false,
  system: 'wgs84',
  heights: 'ellipsoid',
};

/** The preferences, kept in this browser. */
export const preferences = new Signal<Preferences>({ ...DEFAULTS, ...stored() });

/** Changes some and keeps them. */
export function prefer(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change });
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.get()));
  } catch (cause) {
    console.info('preferences hold for this page only:', cause);
  }
}

function stored(): Partial<Preferences> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    const { locale, theme, autoFly, system, heights } = found as Record<string, unknown>;
    return {
      ...(locale === 'zh' || locale === 'en' ? { locale } : {}),
      ...(theme === 'wall-dark' || theme === 'desk-grey' || theme === 'light' ? { theme } : {}),
      ...(SHOWN_SYSTEMS.some((known) => known === system) ? { system: system as ShownSystem } : {}),
      ...(HEIGHT_DATUMS.some((known) => known === heights) ? { heights: heights as VerticalDatum } : {}),
      ...(typeof autoFly === 'boolean' ? { autoFly } : {}),
    };
  } catch {
    // Blocked or damaged storage: the defaults stand.
    return {};
  }
}
