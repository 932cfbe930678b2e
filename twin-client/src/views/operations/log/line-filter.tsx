import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { AuditAsked } from '../../../state/ports/audit.ts';
import styles from './log.module.css';

const KINDS = ['change', 'read'] as const;
const RESULTS = ['done', 'refused', 'failed'] as const;

/** Which lines are looked for; it is asked when the form is sent, and at once where something is chosen. */
export function LineFilter({ filter, onChange }: { filter: AuditAsked; onChange(filter: AuditAsked): void }) {
  const format = useFormat();
  const [typed, setTyped] = useState({ account: filter.account ?? '', q: filter.q ?? '' });
  const withTyped = (chosen: AuditAsked) =>
    onChange({ ...chosen, account: typed.account.trim() || undefined, q: typed.q.trim() || undefined });
  const send = (event: FormEvent) => {
    event.preventDefault();
    withTyped(filter);
  };
  return (
    <form className={styles.filter} onSubmit={send}>
      <TextField
        label={format.text('audit.account')}
        placeholder={format.text('audit.accountHint')}
        maxLength={64}
        value={typed.account}
        onChange={({ target }) => setTyped({ ...typed, account: target.value })}
        data-testid="audit-account"
      />
      <TextField
        label={format.text('audit.words')}
        placeholder={format.text('audit.wordsHint')}
        maxLength={100}
        value={typed.q}
        onChange={({ target }) => setTyped({ ...typed, q: target.value })}
        data-testid="audit-words"
      />
      <SelectField
        label={format.text('audit.kind')}
        value={filter.kind ?? ''}
        onChange={({ target }) => withTyped({ ...filter, kind: KINDS.find((kind) => kind === target.value) })}
        data-testid="audit-kind"
      >
        <option value="">{format.text('audit.kind.all')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {format.text(`audit.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={format.text('audit.result')}
        value={filter.result ?? ''}
        onChange={({ target }) => withTyped({ ...filter, result: RESULTS.find((result) => result === target.value) })}
        data-testid="audit-result"
      >
        <option value="">{format.text('audit.result.all')}</option>
        {RESULTS.map((result) => (
          <option key={result} value={result}>
            {format.text(`audit.result.${result}`)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" data-testid="audit-find">
        {format.text('audit.find')}
      </Button>
    </form>
  );
}
