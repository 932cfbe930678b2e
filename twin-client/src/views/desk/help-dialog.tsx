import { Fragment } from 'react';
import { Button } from '../../kit/button.tsx';
import { Dialog, DialogButtons } from '../../kit/dialog.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import type { TextKey } from '../../kit/i18n/texts.ts';
import { Link } from '../link.tsx';
import styles from './help-dialog.module.css';

type Keys = readonly (readonly [keys: readonly string[], text: TextKey])[];

/** Every key of the desk, by where it works. */
const GROUPS: readonly (readonly [title: TextKey, keys: Keys])[] = [
  [
    'help.anywhere',
    [
      [['/'], 'help.search'],
      [['Esc'], 'help.escape'],
      [['PgUp', 'PgDn'], 'help.storeyUp'],
      [['[', ']'], 'help.storeyBrackets'],
      [['?'], 'help.help'],
    ],
  ],
  [
    'queue.title',
    [
      [['↑', '↓'], 'help.arrows'],
      [['→', '←'], 'help.unfold'],
      [['Enter'], 'help.enter'],
      [['A'], 'help.acknowledge'],
    ],
  ],
  [
    'desk.scene',
    [
      [['↑', '↓', '←', '→'], 'help.move'],
      [['+', '−'], 'help.zoom'],
      [['Q', 'E'], 'help.turn'],
      [['W', 'A', 'S', 'D'], 'help.walk'],
      [['Shift'], 'help.hurry'],
      [['Enter'], 'help.finish'],
    ],
  ],
  [
    'tour.title',
    [
      [['N', 'P'], 'help.tour'],
      [['Esc'], 'help.tourEnd'],
    ],
  ],
];

/** The keys of the desk, and the way to the tour. */
export function HelpDialog({ onClose, onTour }: { onClose(): void; onTour(): void }) {
  const format = useFormat();
  return (
    <Dialog title={format.text('help.title')} onClose={onClose} wide>
      <div className={styles.groups}>
        {GROUPS.map(([title, keys]) => (
          <section key={title}>
            <h3 className={styles.group}>{format.text(title)}</h3>
            <dl className={styles.keys}>
              {keys.map(([names, text]) => (
                <Fragment key={text}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{format.text(text)}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.more}>
        <Link href="/conformance">{format.text('conformance.title')}</Link>
      </p>
      <DialogButtons>
        <Button onClick={onTour} data-testid="help-tour">
          {format.text('tour.start')}
        </Button>
        <Button onClick={onClose}>{format.text('shell.close')}</Button>
      </DialogButtons>
    </Dialog>
  );
}
