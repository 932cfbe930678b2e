import './kit/theme/base.css';
import { createRoot } from 'react-dom/client';
import { preferences } from './kit/preferences.ts';
import { DossierPage } from './views/dossier/dossier-page.tsx';

/** The page of a dossier, opened from wherever it was saved: the records stand in it, and it asks nothing of anybody. */
const records = document.getElementById('records')?.textContent ?? '';
const root = document.getElementById('root');
if (!root) throw new Error('the page has no element #root');
preferences.set({ ...preferences.get(), theme: 'light' });
createRoot(root).render(<DossierPage text={records} />);
