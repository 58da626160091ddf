import { guardLevels } from '#contract'
import type { GuardLevel } from '#contract'

function rank(level: GuardLevel): number {
  return guardLevels.indexOf(level)
}

/** Main decides; this only spares the user a call that it would refuse. */
export function isGuardAtLeast(level: GuardLevel, needed: GuardLevel): boolean {
  return rank(level) >= rank(needed)
}

/** Levels that would let `needed` through, the lowest first. */
export function levelsFrom(needed: GuardLevel): GuardLevel[] {
  return guardLevels.filter((level) => isGuardAtLeast(level, needed))
}

export function findGuardLevel(text: string): GuardLevel | undefined {
  return guardLevels.find((level) => level === text)
}
