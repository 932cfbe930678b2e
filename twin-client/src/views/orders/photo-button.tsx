import { useRef } from 'react';
import { Button } from '../../kit/button.tsx';
import styles from './orders.module.css';
import { shrinkPhoto } from './shrink-photo.ts';

/** Takes a photo, on a phone with its camera, and hands it over ready to be sent. */
export function PhotoButton({
  label,
  disabled,
  onPhoto,
}: {
  label: string;
  disabled: boolean;
  onPhoto(photo: Blob): void;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button className={styles.big} disabled={disabled} onClick={() => chooser.current?.click()} data-testid="photo">
        <svg viewBox="0 0 24 24" width="1.3em" height="1.3em" aria-hidden="true">
          <path
            d="M9 4 7.500 6.500H4a1.500 1.500 0 0 0-1.500 1.500v10.500A1.500 1.500 0 0 0 4 20h16a1.500 1.500 0 0 0 1.500-1.500V8A1.500 1.500 0 0 0 20 6.500h-3.500L15 4zm3 5a4.250 4.250 0 1 1 0 8.500A4.250 4.250 0 0 1 12 9zm0 1.800a2.450 2.450 0 1 0 0 4.900 2.450 2.450 0 0 0 0-4.900z"
            fill="currentColor"
            fillRule="evenodd"
          />
        </svg>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={label}
        data-testid="photo-file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) void shrinkPhoto(file).then(onPhoto);
        }}
      />
    </>
  );
}
