import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startTheme } from './app/theme.ts';

startTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html: expected an element with id "root", found none');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
