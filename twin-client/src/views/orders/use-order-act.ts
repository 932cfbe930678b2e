import { useState } from 'react';
import { useFormat } from '../../kit/format-context.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { useToast } from '../../kit/toast.tsx';
import { Problem } from '../../state/problem.ts';

/** Does one thing at a time and says what stood against it; resolves with whether it was done. `onChanged`: it is, or was by somebody else. */
export function useOrderAct(onChanged: () => void) {
  const format = useFormat();
  const tell = useToast();
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await act();
      onChanged();
      return true;
    } catch (cause) {
      const faster = cause instanceof Problem && cause.status === 409;
      const noPhoto = cause instanceof Problem && (cause.status === 413 || cause.status === 415);
      tell(
        faster ? format.text('order.faster') : noPhoto ? format.text('order.noPhoto') : problemText(format, cause),
        'problem',
      );
      if (faster) onChanged();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}
