import { useFormat } from '../../kit/format-context.tsx';
import { type DossierBook, isAction } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { actorWords, eventWords, noteWords } from './event-words.ts';
import { Section } from './section.tsx';

/** Every event of the journal, in its order. */
export function EventTable({ book }: { book: DossierBook }) {
  const format = useFormat();
  const events = book.all('event');
  return (
    <div className={styles.events} data-testid="events">
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{format.text('dossier.time')}</th>
            <th>{format.text('dossier.what')}</th>
            <th>{format.text('dossier.where')}</th>
            <th>{format.text('dossier.who')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.n}>
              <td>{format.clock(event.recordedAt)}</td>
              <td>{eventWords(format, event)}</td>
              <td>{event.device === null ? (event.alarm ?? '') : book.nameOf(event.device)}</td>
              <td>{actorWords(format, book, event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What people and rules did, with who and what they said. */
export function ActionTable({ book }: { book: DossierBook }) {
  const format = useFormat();
  const actions = book.all('event').filter(isAction);
  return (
    <Section title={format.text('dossier.actions')} empty={actions.length === 0 && format.text('dossier.noActions')}>
      <table className={styles.table} data-testid="actions">
        <thead>
          <tr>
            <th>{format.text('dossier.time')}</th>
            <th>{format.text('dossier.what')}</th>
            <th>{format.text('dossier.who')}</th>
            <th>{format.text('dossier.note')}</th>
          </tr>
        </thead>
        <tbody>
          {actions.map((event) => (
            <tr key={event.n}>
              <td>{format.clock(event.recordedAt)}</td>
              <td>{eventWords(format, event)}</td>
              <td>{actorWords(format, book, event)}</td>
              <td>{noteWords(book, event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
