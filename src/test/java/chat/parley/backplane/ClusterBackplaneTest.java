package chat.parley.backplane;

import java.util.List;

/** The cluster propagates each message to all nodes, so a subscription to any node receives it. */
class ClusterBackplaneTest extends ClusterContract {

    @Override
    protected boolean sharded() {
        return false;
    }

    @Override
    protected List<Long> roomsDuringOutage(int stoppedNode) {
        return ROOMS;
    }
}
