package chat.parley;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the pages up to S, which take half of the time of all tests. One JVM runs them, and another runs {@link OtherTests}. */
@Suite
@SelectPackages("chat.parley")
@IncludeClassNamePatterns(PageTests.NAMES)
class PageTests {

    /** Without ProblemPageTest, which has other settings, so the application would start a second time for it. */
    static final String NAMES = "chat\\.parley\\.page\\.(account\\.)?(?!ProblemPage)[A-S]\\w*Test";

    private PageTests() {}
}
