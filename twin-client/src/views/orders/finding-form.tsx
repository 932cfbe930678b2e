import { type FormEvent, useState } from 'react';
import { FindingKind } from 'twin-core';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { TextArea } from '../../kit/text-field.tsx';
import styles from './orders.module.css';

const NOTE_LIMIT = 500;

/** What was found at a point: a kind by one tap, and words about it. */
export function FindingForm({
  busy,
  onCancel,
  onSaid,
}: {
  busy: boolean;
  onCancel(): void;
  onSaid(said: { finding: FindingKind; note: string | null }): void;
}) {
  const format = useFormat();
  const [finding, setFinding] = useState<FindingKind | null>(null);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (finding !== null) onSaid({ finding, note: note.trim() || null });
  };
  return (
    <form className={styles.finding} onSubmit={submit}>
      <fieldset className={styles.kinds} aria-label={format.text('inspect.finding')}>
        {FindingKind.options.map((kind) => (
          <Button
            key={kind}
            className={styles.big}
            aria-pressed={kind === finding}
            onClick={() => setFinding(kind)}
            data-testid={`finding-${kind}`}
          >
            {format.text(`finding.${kind}`)}
          </Button>
        ))}
      </fieldset>
      <TextArea
        label={format.text('inspect.note')}
        value={note}
        maxLength={NOTE_LIMIT}
        onChange={({ target }) => setNote(target.value)}
        data-testid="finding-note"
      />
      <div className={styles.buttons}>
        <Button className={styles.big} onClick={onCancel}>
          {format.text('shell.cancel')}
        </Button>
        <Button
          className={styles.big}
          look="action"
          type="submit"
          disabled={busy || finding === null}
          data-testid="finding-store"
        >
          {format.text('inspect.record')}
        </Button>
      </div>
    </form>
  );
}
