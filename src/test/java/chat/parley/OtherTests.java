package chat.parley;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that are not in {@link PageTests}. */
@Suite
@SelectPackages("chat.parley")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(PageTests.NAMES)
class OtherTests {

    private OtherTests() {}
}
