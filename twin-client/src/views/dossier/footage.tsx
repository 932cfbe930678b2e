import { useEffect, useState } from 'react';
import type { ContentOf } from 'twin-core/dossier';
import { ButtonLink } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { bytesOf } from './bytes-of.ts';
import type { DossierBook } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { Section } from './section.tsx';
import { wordFor } from './word-for.ts';

/** What cameras showed; where it was not kept or is left out, why. */
export function Footage({ book }: { book: DossierBook }) {
  const format = useFormat();
  const all = [...book.all('picture'), ...book.all('clip')];
  return (
    <Section title={format.text('dossier.footage')} empty={all.length === 0 && format.text('dossier.noFootage')}>
      <div className={styles.footage} data-testid="footage">
        {all.map((one) => {
          const time = `${format.date(one.from)} ${format.clock(one.from)}`;
          const title = format.text('dossier.footageOf', { camera: one.cameraName, time });
          return (
            <figure key={one.n} data-kind={one.kind}>
              <figcaption>
                {wordFor(format, `dossier.kind.${one.kind}`, one.kind)} · {title}
              </figcaption>
              {one.data === null ? (
                <p className={styles.empty}>{wordFor(format, `dossier.why.${one.reason}`, one.reason ?? '')}</p>
              ) : (
                <Shown data={one.data} type={one.type} kind={one.kind} title={title} />
              )}
            </figure>
          );
        })}
      </div>
    </Section>
  );
}

function Shown({
  data,
  type,
  kind,
  title,
}: {
  data: string;
  type: string | null;
  kind: ContentOf<'clip' | 'picture'>['kind'];
  title: string;
}) {
  const format = useFormat();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    // An address of its own, not one that holds it all: players jump about in it.
    const made = URL.createObjectURL(new Blob([bytesOf(data)], { type: type ?? 'application/octet-stream' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data, type]);
  if (url === null) return null;
  if (kind === 'picture') return <img src={url} alt={title} />;
  return (
    <>
      {/* Browsers play MP4; MPEG-TS is for players. */}
      {type === 'video/mp4' && <video src={url} controls muted preload="metadata" />}
      <ButtonLink href={url} download>
        {format.text('dossier.save')}
      </ButtonLink>
    </>
  );
}
