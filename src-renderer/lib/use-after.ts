import { useEffect, useState } from 'react'

/** False for so long, then true: for what need not compete with the first rows. */
export function useAfter(ms: number): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setOver(true)
    }, ms)
    return () => {
      clearTimeout(timer)
    }
  }, [ms])
  return isOver
}
