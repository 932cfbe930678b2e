import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { saveBlob } from '../../../kit/save-file.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { DossierSubject } from '../../../state/ports/dossiers.ts';

/** Makes a dossier and hands it to the browser. `bytes`: how much of the one being made is there; null while none is. */
export function useMakeDossier() {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [bytes, setBytes] = useState<number | null>(null);
  const make = async (subject: DossierSubject): Promise<void> => {
    setBytes(0);
    try {
      const { name, file } = await api.dossiers.make(subject, setBytes);
      saveBlob(name, file);
      tell(format.text('dossier.saved', { name }));
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
    setBytes(null);
  };
  return { make, bytes };
}
