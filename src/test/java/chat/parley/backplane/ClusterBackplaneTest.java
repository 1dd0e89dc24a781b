package chat.parley.backplane;

import java.util.List;

/** Every message on all nodes: any of them does. */
class ClusterBackplaneTest extends ClusterContract {

    @Override
    protected boolean sharded() {
        return false;
    }

    @Override
    protected List<Long> roomsDuringOutage(int gone) {
        return ROOMS;
    }
}
