import { useFormat } from '../../kit/format-context.tsx';
import type { DossierBook } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { Section } from './section.tsx';

/** Who acted, is responsible or lives there, as much as whoever made the dossier may see. */
export function PeopleTable({ book }: { book: DossierBook }) {
  const format = useFormat();
  const people = book.all('person');
  return (
    <Section title={format.text('dossier.people')} empty={people.length === 0 && format.text('dossier.noPeople')}>
      <table className={styles.table} data-testid="people">
        <tbody>
          {people.map(({ n, part, name, account, phone }) => (
            <tr key={n}>
              <td>{name}</td>
              <td>{format.text(`dossier.part.${part}`)}</td>
              <td>{account ?? phone ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
