import { Link } from '@tanstack/react-router'
import type { Capture } from '#contract'
import styles from './queue-link.module.css'

interface CaptureLinkProps {
  connectionId: string
  capture: Pick<Capture, 'id' | 'name'>
}

/** Leads to a capture, which belongs to no connection, over the page of the present one. */
export function CaptureLink({ connectionId, capture }: CaptureLinkProps) {
  return (
    <Link
      to="/c/$connectionId/captures/$captureName"
      params={{ connectionId, captureName: capture.name }}
      search={{ id: capture.id }}
      className={styles.link}
    >
      {capture.name}
    </Link>
  )
}
