package chat.parley;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the pages up to S, which take half of the time of all tests. One JVM runs them, and another runs {@link OtherTests}. */
@Suite
@SelectPackages("chat.parley")
@IncludeClassNamePatterns(PageTests.NAMES)
class PageTests {

    /** Without the one test of a page that has settings of its own, for which the application would start a second time. */
    static final String NAMES = "chat\\.parley\\.page\\.(account\\.)?(?!ProblemPage)[A-S]\\w*Test";

    private PageTests() {}
}
