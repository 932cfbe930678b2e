import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { prefer } from '../../kit/preferences.ts';

/** Switches between the two languages of the interface. */
export function LanguageSwitch() {
  const format = useFormat();
  return (
    <Button
      look="quiet"
      data-testid="language"
      title={format.text('shell.languageLabel')}
      onClick={() => prefer({ locale: format.locale === 'zh' ? 'en' : 'zh' })}
    >
      {format.text('shell.language')}
    </Button>
  );
}
