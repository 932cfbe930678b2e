import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import type { Format } from '../../kit/i18n/format.ts';
import { problemText } from '../../kit/problem-text.ts';
import { TextField } from '../../kit/text-field.tsx';
import type { Api } from '../../state/api.ts';
import { Problem } from '../../state/problem.ts';
import type { Session } from '../../state/records/session.ts';
import { useTitle } from '../title.ts';
import { EstatePicture } from './estate-picture.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './sign-in.module.css';

/** Account and password; the address stays, so that the page asked for opens afterwards. */
export function SignIn({ api, onSignedIn }: { api: Api; onSignedIn(session: Session): void }) {
  const format = useFormat();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useTitle(`${format.text('signIn.title')} · ${format.text('shell.product')}`);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setProblem(null);
    api
      .signIn(String(form.get('account')), String(form.get('password')))
      .then(onSignedIn)
      .catch((cause: unknown) => {
        setProblem(signInProblem(format, cause));
        setPending(false);
      });
  };

  return (
    <main className={styles.page}>
      <div className={styles.picture}>
        <EstatePicture />
        <p className={styles.lead}>{format.text('signIn.lead')}</p>
      </div>
      <div className={styles.side}>
        <div className={styles.top}>
          <LanguageSwitch />
        </div>
        <form className={styles.form} onSubmit={submit} data-testid="sign-in">
          <h1 className={styles.product}>{format.text('shell.product')}</h1>
          <p className={styles.productLong}>{format.text('shell.productLong')}</p>
          <TextField
            label={format.text('signIn.account')}
            name="account"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            data-testid="account"
          />
          <TextField
            label={format.text('signIn.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            data-testid="password"
          />
          {problem !== null && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
          <Button look="action" type="submit" className={styles.submit} disabled={pending} data-testid="submit">
            {format.text(pending ? 'signIn.pending' : 'signIn.submit')}
          </Button>
        </form>
        <p className={styles.help}>{format.text('signIn.help')}</p>
      </div>
    </main>
  );
}

function signInProblem(format: Format, cause: unknown): string {
  if (cause instanceof Problem && cause.status === 401) return format.text('signIn.wrong');
  if (cause instanceof Problem && cause.status === 429) return format.text('signIn.locked');
  return problemText(format, cause);
}
