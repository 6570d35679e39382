import { Component, type ReactNode } from 'react';
import { Failure } from '../ui/index.ts';

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
    if (this.state.error === null) return this.props.children;
    return <Failure error={this.state.error} retry={() => this.setState({ error: null })} />;
  }
}
