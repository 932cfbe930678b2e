import './kit/fonts.ts';
import './kit/theme/base.css';
import { createRoot } from 'react-dom/client';
import { keepShell } from './kit/keep-shell.ts';
import { createApi } from './link/api.ts';
import { openCenter } from './link/open-center.ts';
import { App } from './views/app.tsx';

const api = createApi();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(<App api={api} openCenter={openCenter} />);
keepShell();
