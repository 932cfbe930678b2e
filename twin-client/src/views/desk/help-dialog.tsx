import { Fragment } from 'react';
import { Button } from '../../kit/button.tsx';
import { Dialog, DialogButtons } from '../../kit/dialog.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import type { TextKey } from '../../kit/i18n/texts.ts';
import { Link } from '../link.tsx';
import styles from './help-dialog.module.css';

const KEYS: readonly (readonly [keys: readonly string[], text: TextKey])[] = [
  [['↑', '↓'], 'help.arrows'],
  [['→', '←'], 'help.unfold'],
  [['Enter'], 'help.enter'],
  [['A'], 'help.acknowledge'],
  [['Esc'], 'help.escape'],
  [['/'], 'help.search'],
  [['PgUp', 'PgDn'], 'help.storeyUp'],
  [['?'], 'help.help'],
];

/** The keys of the desk. */
export function HelpDialog({ onClose }: { onClose(): void }) {
  const format = useFormat();
  return (
    <Dialog title={format.text('help.title')} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([keys, text]) => (
          <Fragment key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{format.text(text)}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={styles.more}>
        <Link href="/conformance">{format.text('conformance.title')}</Link>
      </p>
      <DialogButtons>
        <Button onClick={onClose}>{format.text('shell.close')}</Button>
      </DialogButtons>
    </Dialog>
  );
}
