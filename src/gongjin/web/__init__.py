"""web: the site: settings, addresses, the frame around every page, the front end.

In: requests. Does: security headers, sign-in required unless a view says otherwise, menu, error pages, health.
Out: pages of the rooms inside one frame.
"""
