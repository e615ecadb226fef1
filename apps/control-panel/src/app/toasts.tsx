import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

/** The messages in the corner. What is said before it is mounted is shown then. */
export function Toasts() {
  return <Notifications position="bottom-right" autoClose={6_000} limit={4} />;
}
