import type { AnchorHTMLAttributes } from 'react';
import { navigate } from './router.ts';

/** A link inside the site: changes the page without loading it anew; with a modifier key it is an ordinary link. */
export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        navigate(href);
      }}
    />
  );
}
