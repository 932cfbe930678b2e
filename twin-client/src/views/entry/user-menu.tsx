import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { prefer, preferences } from '../../kit/preferences.ts';
import type { ThemeName } from '../../kit/theme/tokens.ts';
import styles from './user-menu.module.css';

const THEME_NAMES: readonly ThemeName[] = ['wall-dark', 'desk-grey', 'light'];

/** Who is signed in, what they set for this browser, and the way out. */
export function UserMenu({ onSignOut }: { onSignOut(): void }) {
  const { session } = useCenter();
  const format = useFormat();
  const { theme, autoFly } = useSyncExternalStore(preferences.subscribe, preferences.get);
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, []);
  return (
    <details
      ref={menu}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return;
        menu.current.open = false;
        event.stopPropagation();
      }}
    >
      <summary title={format.text('shell.userMenu')} data-testid="user-menu">
        {session.displayName}
        <span aria-hidden="true">▾</span>
      </summary>
      <div className={styles.body}>
        <div className={styles.who}>
          <span>{session.displayName}</span>
          <small>
            {session.account}
            {session.role !== null && ` · ${format.text(`role.${session.role}`)}`}
          </small>
        </div>
        <Choice
          label={format.text('shell.theme')}
          value={theme}
          options={THEME_NAMES.map((value) => ({ value, label: format.text(`shell.theme.${value}`) }))}
          onChoose={(value) => prefer({ theme: value })}
        />
        <label className={styles.check}>
          <input type="checkbox" checked={autoFly} onChange={(event) => prefer({ autoFly: event.target.checked })} />
          {format.text('shell.autoFly')}
        </label>
        <Button onClick={onSignOut} data-testid="sign-out">
          {format.text('shell.signOut')}
        </Button>
      </div>
    </details>
  );
}
