import { Component, type ReactNode } from 'react';
import { ApiError } from '../api/index.ts';
import { Failure } from '../ui/index.ts';
import { reloadWhenReached } from './page-of.tsx';

/** Keeps a fault in one page from taking the frame with it. `name` changing (another page) tries afresh. */
export class Boundary extends Component<
  { readonly name: string; readonly children: ReactNode },
  { readonly error: unknown }
> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: { readonly name: string }) {
    if (before.name !== this.props.name && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const missing = error instanceof ApiError && error.code === 'page-not-loaded';
    return (
      <Failure
        error={error}
        retry={() => (missing ? void reloadWhenReached() : this.setState({ error: null }))}
      />
    );
  }
}
