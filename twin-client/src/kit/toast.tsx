import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import styles from './toast.module.css';

/** How long a message stays: long enough to read two lines. */
const SHOWN_MS = 5000;

type Tone = 'done' | 'problem';
type Tell = (message: string, tone?: Tone) => void;

const ToastContext = createContext<Tell>(() => undefined);

/** Tells the person something short about what they just did. */
export function useToast(): Tell {
  return useContext(ToastContext);
}

/** Holds the short messages; spoken politely by screen readers. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly { id: number; message: string; tone: Tone }[]>([]);
  const count = useRef(0);
  const tell = useCallback<Tell>((message, tone = 'done') => {
    const id = ++count.current;
    setToasts((shown) => [...shown.slice(-2), { id, message, tone }]);
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), SHOWN_MS);
  }, []);
  return (
    <ToastContext.Provider value={tell}>
      {children}
      <div className={styles.toasts} role="status" aria-live="polite">
        {toasts.map(({ id, message, tone }) => (
          <div key={id} className={`${styles.toast} ${styles[tone] ?? ''}`} data-testid="toast">
            {message}
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
