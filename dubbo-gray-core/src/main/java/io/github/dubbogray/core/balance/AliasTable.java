package io.github.dubbogray.core.balance;

/**
 * Draws a member in proportion to its weight with one look-up, by the alias method (M. D. Vose: A Linear Algorithm For
 * Generating Random Numbers With a Given Distribution, IEEE Transactions on Software Engineering 17, 1991).
 *
 * <p>There are as many cells of one size as members. Each member pours its part into its own cell; what does not fit
 * fills the cells of others, so that a cell has at most two members in it: the one it belongs to, and its alias. A draw
 * takes a cell, then one of the two. Parts are counted in units of 2^-32 of a cell; what rounding leaves goes to the
 * heaviest member, so all cells are filled exactly and a member of weight 0 gets nothing.
 */
final class AliasTable {

    /** How many units fill a cell. */
    private static final long CELL = 1L << 32;

    private static final long LOWER_HALF = CELL - 1;

    /** For each cell, in the upper half how many units its own member has, in the lower half its alias. */
    private final long[] cells;

    /**
     * Fills the cells.
     *
     * @param sum of the weights; more than 0
     */
    AliasTable(double[] weights, double sum) {
        cells = new long[weights.length];
        fill(units(weights, sum));
    }

    /** Returns the member that 64 random bits choose: the upper half a cell, the lower half one of its two members. */
    int memberAt(long bits) {
        int cell = (int) (((bits >>> 32) * cells.length) >>> 32);
        long content = cells[cell];
        return (bits & LOWER_HALF) < content >>> 32 ? cell : (int) content;
    }

    /** Returns the units of each member, a cell a member in all. */
    private static long[] units(double[] weights, double sum) {
        long[] units = new long[weights.length];
        long left = CELL * weights.length;
        int heaviest = 0;
        for (int i = 0; i < weights.length; i++) {
            units[i] = Math.round(weights[i] / sum * weights.length * CELL);
            left -= units[i];
            heaviest = weights[i] > weights[heaviest] ? i : heaviest;
        }
        units[heaviest] += left;
        return units;
    }

    /** Fills each cell whose member has less than a cell from a member that has at least one. */
    private void fill(long[] units) {
        int[] waiting = new int[units.length]; // those with less than a cell from the front, the others from the back
        int poorEnd = 0;
        int richBegin = units.length;
        for (int i = 0; i < units.length; i++) {
            cells[i] = i; // a full cell: whatever the draw, its own member
            if (units[i] < CELL) {
                waiting[poorEnd++] = i;
            } else {
                waiting[--richBegin] = i;
            }
        }
        while (poorEnd > 0) { // while somebody has less than a cell, somebody has more
            int poor = waiting[--poorEnd];
            int rich = waiting[richBegin];
            cells[poor] = units[poor] << 32 | rich;
            units[rich] -= CELL - units[poor];
            if (units[rich] < CELL) {
                richBegin++;
                waiting[poorEnd++] = rich;
            }
        }
    }
}
