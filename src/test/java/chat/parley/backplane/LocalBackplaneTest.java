package chat.parley.backplane;

class LocalBackplaneTest extends BackplaneContract {

    private final LocalBackplane backplane = new LocalBackplane();

    @Override
    protected Backplane backplane() {
        return backplane;
    }
}
