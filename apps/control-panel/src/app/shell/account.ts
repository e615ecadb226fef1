/** Who is signed in, and their way out. */
export interface Account {
  email: string;
  isSigningOut: boolean;
  onSignOut: () => void;
}
