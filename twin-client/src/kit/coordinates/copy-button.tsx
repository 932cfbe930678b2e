import { Button } from '../button.tsx';
import { useFormat } from '../format-context.tsx';
import { useToast } from '../toast.tsx';

/** Copies a text and says so. */
export function CopyButton({ text }: { text: string }) {
  const format = useFormat();
  const tell = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell(format.text('coordinates.copied', { text }));
    } catch {
      // Browsers keep the clipboard from pages that are not secure.
      tell(format.text('coordinates.notCopied', { text }), 'problem');
    }
  };
  return (
    <Button
      look="quiet"
      aria-label={format.text('coordinates.copy')}
      title={format.text('coordinates.copy')}
      onClick={() => void copy()}
    >
      <svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
        <path d="M8 3h11v13h-2V5H8zM4 7h11v14H4zm2 2v10h7V9z" fill="currentColor" fillRule="evenodd" />
      </svg>
    </Button>
  );
}
