import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { createFormat, type Format } from './i18n/format.ts';
import { LANGUAGE_TAG } from './i18n/locale.ts';
import { preferences } from './preferences.ts';
import { applyTheme } from './theme/tokens.ts';

const FormatContext = createContext<Format>(createFormat('zh', 'Asia/Shanghai'));

/** The words and formats of the chosen language and the site's time zone. */
export function useFormat(): Format {
  return useContext(FormatContext);
}

/** Gives everything below it the chosen language and theme. timeZone: IANA name. */
export function FormatProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const { locale, theme } = useSyncExternalStore(preferences.subscribe, preferences.get);
  const format = useMemo(() => createFormat(locale, timeZone), [locale, timeZone]);
  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAG[locale];
  }, [locale]);
  useEffect(() => applyTheme(document.documentElement, theme), [theme]);
  return <FormatContext.Provider value={format}>{children}</FormatContext.Provider>;
}
