package chat.parley.auth;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import chat.parley.ratelimit.RateLimited;
import chat.parley.ratelimit.RateLimiter;

/** Applies the limits of {@link RateLimited} to the current account, for all its sessions and tokens together. */
@Interceptor
@RateLimited
@Priority(RateLimitInterceptor.BEFORE_TRANSACTIONS)
class RateLimitInterceptor {

    /** Transactions begin at {@code PLATFORM_BEFORE + 200}. */
    static final int BEFORE_TRANSACTIONS = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private final RateLimiter rateLimiter;
    private final CurrentUser currentUser;

    RateLimitInterceptor(RateLimiter rateLimiter, CurrentUser currentUser) {
        this.rateLimiter = rateLimiter;
        this.currentUser = currentUser;
    }

    /** @throws chat.parley.problem.ApiException with 429 if the account has sent too many requests */
    @AroundInvoke
    Object limit(InvocationContext call) throws Exception {
        for (var limit : call.getInterceptorBinding(RateLimited.class).value()) {
            rateLimiter.acquire(limit, currentUser.id());
        }
        return call.proceed();
    }
}
